"""The store room: durable feeds of one line, its lock, its anchor and its writer."""

from directline.store.home import HomeLock, lock_home
from directline.store.memory import MemoryStore
from directline.store.sqlite import SqliteStore
from directline.store.writer import GroupWriter

__all__ = ["GroupWriter", "HomeLock", "MemoryStore", "SqliteStore", "lock_home"]
