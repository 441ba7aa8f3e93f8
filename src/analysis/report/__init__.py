"""The answer on paper: tables of numbers, sentences, cards of one topic, and the documents they are set into."""
