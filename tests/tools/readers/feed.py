# Reads the feed of releases with feedparser: well-formed, its entries those of the list of releases, and none from the future.
import calendar
import json
import sys
import time

import feedparser

folder = sys.argv[1]
with open(f"{folder}/releases.json") as file:
    dated = [r for r in json.load(file)["items"] if r["knownFrom"]]
feed = feedparser.parse(f"{folder}/releases.atom")
assert not feed.bozo, feed.bozo_exception
assert feed.version == "atom10", feed.version
assert [e.id.rsplit(":", 1)[1] for e in feed.entries] == [r["id"] for r in dated]
for part in [feed.feed, *feed.entries]:
    assert part.title and part.author, part.id
    assert [link.href for link in part.links if link.rel == "alternate" and link.href.startswith("http")], part.id
    assert calendar.timegm(part.updated_parsed) <= time.time(), f"{part.id} {part.updated}"
