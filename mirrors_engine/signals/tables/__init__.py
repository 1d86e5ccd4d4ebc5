"""Tables as read: columns of numbers and dates, and how some of them become a signal."""
