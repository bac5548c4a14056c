"""The bench: a generated national corpus, the engines that build it, what they cost, and what forty thousand schools would."""
