"""What is fitted and how: the session, the question, its history, project files."""
