"""Problems as people and machines read them: text with excerpts, JSON, GitHub, GitLab, SARIF."""
