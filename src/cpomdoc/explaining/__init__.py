"""What cpomdoc knows told to people: a page for every code, a line for every field, and where each field is printed."""
