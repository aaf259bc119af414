"""The states of a contract that are kept: what was signed, sealed; what git keeps; the files one is working on."""
