"""What people write, to and from the model: amounts, phrases, promises, and their echo."""
