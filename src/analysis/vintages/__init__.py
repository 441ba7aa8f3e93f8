"""What moved an answer between two days, and how figures are revised after their first print."""
