"""What the web process and its child say to each other arrives whole, on whatever descriptor."""

import os
import resource

import pytest

from forum.core.rendering import frames


def test_an_answer_is_read_from_a_descriptor_beyond_a_thousand():
    """A server that has many connections open gives its children's pipes high numbers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2000:
        pytest.skip(f"a process may have {hard} descriptors here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2000), hard))
    reading, writing = os.pipe()
    high = os.dup2(reading, 1500)
    try:
        frames.send(writing, {"text": "hola"})
        assert frames.receive(high, timeout=5) == {"text": "hola"}
        with pytest.raises(frames.TimedOut):
            frames.receive(high, timeout=0.05)
    finally:
        for descriptor in (reading, writing, high):
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
