"""IATI activity files: results in and out."""
