"""Words: report -> Document. One wording for terminal, Markdown, site and pull-request comment."""
