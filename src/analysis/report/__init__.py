"""The answer on paper: tables of numbers, sentences, and the documents they are set into."""
