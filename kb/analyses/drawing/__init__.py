"""What to draw of the service graph: which nodes, which edges, and what each stands for."""
