"""What takes the keys for a while: prompts, menus, forms, help, the library."""
