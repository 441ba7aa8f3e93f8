"""What gives the charts of a paper their numbers, captions and alternative texts."""
