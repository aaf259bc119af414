"""What an avenant is about, in the sentences of the act: one module by kind of change."""
