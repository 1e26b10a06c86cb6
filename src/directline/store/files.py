"""Small durable steps on the file system."""

import os
from pathlib import Path


def sync_directory(path: Path) -> None:
    """Makes the names in a directory durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create_private(path: Path) -> None:
    """Makes an empty file that only its owner may read, unless the file is there."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    os.close(descriptor)


def room_bytes(path: Path) -> int:
    """What the disk under this path still has for us."""
    status = os.statvfs(path)
    return status.f_bavail * status.f_frsize
