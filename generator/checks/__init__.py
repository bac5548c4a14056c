"""The rules that a file must keep beyond its shape. Each check yields its problems at the place of the value."""
