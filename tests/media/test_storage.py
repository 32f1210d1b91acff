"""The store of files."""

import pytest

from forum.core.storage import LocalStorage


@pytest.mark.parametrize("key", ["../x", "avatars/../../x", "/etc/passwd", "avatars", "avatars/x\x00", "A/b", ""])
def test_the_store_refuses_a_key_that_leaves_its_folder(tmp_path, key):
    with pytest.raises(ValueError, match=r".*"):
        LocalStorage(tmp_path).save(key, b"x")
    assert not list(tmp_path.rglob("*"))


def test_the_store_keeps_reads_lists_and_deletes(tmp_path):
    store = LocalStorage(tmp_path)
    assert store.read("a/b.webp") is None
    store.save("a/b.webp", b"one")
    store.save("a/b.webp", b"two")

    assert store.read("a/b.webp") == b"two"
    assert [key for key, _written in store.files("a")] == ["a/b.webp"]
    store.delete("a/b.webp")
    store.delete("a/b.webp")
    assert list(store.files("a")) == []
