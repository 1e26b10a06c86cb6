"""The rehearsal: follows the ceremony's page, command by command, on one machine."""
