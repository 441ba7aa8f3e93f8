"""Will this year's plan targets be reached, and what would it take?"""
