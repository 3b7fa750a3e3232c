print("not the knowledge base")
