"""What is kept between starts, beside the user's files: settings, recovery copies, recent files."""
