"""How long leaving and a copy of one's own data take for somebody who wrote 2,000 posts.

`python -m tests.bench.bench_leaving [posts of the forum]`. Printed are the command, its answer included, and what the
worker does afterwards: how many steps, the longest, and all. A step looks for texts, then changes them in one
transaction; on SQLite nobody else can write during the latter, so no wait is longer than the longest step.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from config import Config
from forum.accounts.archive import write_archive
from forum.accounts.commands.leaving import leave
from forum.accounts.commands.leaving import leave_with_posts
from forum.accounts.commands.sweeping import sweep_due
from forum.accounts.models import User
from forum.accounts.passwords import hash_password
from forum.accounts.queries.people import actor_of
from forum.app import create_app
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.server.preparing import prepare
from tests.bench.seeding import seed

POSTS: Final = 2_000
MENTIONS: Final = 2_000
QUOTES: Final = 500
PASSWORD: Final = "plaza-mayor-2026"


def main() -> int:
    """Seed, measure, print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        config = Config(env="development", data_dir=Path(folder))
        with create_app(config).app_context():
            prepare(config)
            seed(size)
            writers = session.scalars(select(User.id).where(User.email.like("m%@bench.example")).limit(3)).all()
            session.rollback()
            for number, (name, act) in enumerate(
                (("copy", _copy), ("leave, posts stay", leave), ("leave with posts", leave_with_posts))
            ):
                user_id = writers[number]
                _give_life(user_id, random.Random(number))
                actor = actor_of(user_id)
                session.rollback()
                began, used = time.perf_counter(), time.process_time()
                _copy(actor) if act is _copy else act(actor, present=PASSWORD)
                print(f"{name:20} {time.perf_counter() - began:6.2f} s, {time.process_time() - used:6.2f} s of CPU")
                if act is not _copy:
                    _finish()
    return 0


def _finish() -> None:
    steps: list[tuple[float, float]] = []
    while True:
        began, used = time.perf_counter(), time.process_time()
        if not sweep_due():
            break
        steps.append((time.perf_counter() - began, time.process_time() - used))
    longest, longest_cpu = (max(step[n] for step in steps) for n in (0, 1))
    whole, whole_cpu = (sum(step[n] for step in steps) for n in (0, 1))
    print(f"  {len(steps)} steps, the longest {longest:.2f} s ({longest_cpu:.2f} s of CPU)")
    print(f"  all of them {whole:.2f} s ({whole_cpu:.2f} s of CPU)")


def _copy(actor: object) -> None:
    with tempfile.TemporaryFile() as file:
        write_archive(actor, file)  # type: ignore[arg-type]


def _give_life(user_id: int, chosen: random.Random) -> None:
    """Let somebody have written many posts, and be named and quoted in many others."""
    with transaction():
        user = session.get_one(User, user_id)
        user.password_hash = hash_password(PASSWORD)
        free = (Post.number > 1, Post.state == "visible", Post.id.not_in(select(Quote.post_id)))
        everything = session.execute(select(Post.id, Post.topic_id, Post.number).where(*free)).all()
        picked = chosen.sample(everything, POSTS + MENTIONS + QUOTES)
        own, naming, quoting = picked[:POSTS], picked[POSTS : POSTS + MENTIONS], picked[POSTS + MENTIONS :]
        session.execute(update(Post).where(Post.id.in_([row.id for row in own])).values(author_id=user_id))
        link = f'<a class="mention" href="/u/{user.handle}">@{user.handle}</a>'
        named = update(Post).where(Post.id.in_([row.id for row in naming]))
        session.execute(
            named.values(body=Post.body + f"\n\nGracias @{user.handle}", html=Post.html + f"<p>Gracias {link}</p>")
        )
        session.execute(insert(Mention), [{"post_id": row.id, "user_id": user_id} for row in naming])
        for row, quoted in zip(quoting, own, strict=False):
            mark = f'[quote="{user.handle}, post:{quoted.number}, topic:{quoted.topic_id}"]\npalabras\n[/quote]\n\n'
            source = (
                f'<blockquote class="quote"><p class="quote-by"><a href="/posts/{quoted.id}" '
                f'title="#{quoted.number}">{user.name}</a></p>\n<p>palabras</p></blockquote>\n'
            )
            session.execute(
                update(Post).where(Post.id == row.id).values(body=mark + Post.body, html=source + Post.html)
            )
            session.execute(insert(Quote), [{"post_id": row.id, "quoted_post_id": quoted.id}])
    db.session.remove()


if __name__ == "__main__":
    sys.exit(main())
