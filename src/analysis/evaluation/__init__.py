"""The past replayed with what was known then, forecasts as they were issued, and how good both turned out to be."""
