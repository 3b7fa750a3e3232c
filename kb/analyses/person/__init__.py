"""Everything a knowledge base holds on one person, because they, or someone who answers for the files, asked."""
