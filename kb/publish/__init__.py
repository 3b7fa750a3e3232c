"""Publishing: from a folder to a built site. MkDocs does the drawing; what it may be told is read as data and allow-listed."""
