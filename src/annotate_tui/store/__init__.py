"""The SQLite file: schema, migrations, and the one place where changes are written."""
