"""Where a repository is, by an allow list, and the names of students."""

import os
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from autograder.handed_in import OF_A_COURSE, is_plain

_LONGEST, _LONGEST_NAME = 2000, 100
_SECRET = re.compile(r"(?<=://)[^/@\s]{0,2000}@")


class Refused(Exception):
    """An address or a name that isn't used; the text is a clause and goes behind it: "begins with -"."""


@dataclass(frozen=True)
class Address:
    """Where git fetches from: `protocol` is https, ssh or file, `host` is "" for a path of this machine."""

    url: str
    protocol: str
    host: str = ""

    @property
    def site(self) -> str:
        """The host of an address that begins with https, with its port."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def shown(self) -> str:
        """The address without what stands in it of a user and a password."""
        return masked(self.url)


def masked(text: str) -> str:
    """`text` with `***` for the user and the password of each address in it."""
    return _SECRET.sub("***@", text)


def address(text: str) -> Address:
    """The address that a text names. Raises Refused for all but https, ssh, and files of this machine."""
    text = text.strip()
    if not text or len(text) > _LONGEST or not is_plain(text):
        raise Refused("is no address" if len(text) <= _LONGEST else "is too long for an address")
    if text.startswith("-"):
        raise Refused("begins with -, and would be taken for an option")
    if "::" in text.partition("/")[0]:
        raise Refused("names a program that git would start; write https://…, ssh://… or a path")
    scheme, there, rest = text.partition("://")
    if not there:
        if host := _host_of_scp(text):
            return Address(text, "ssh", host)
        if _is_without_scheme(text):
            raise Refused(f"has no https:// at its beginning: write https://{text}")
        return Address(os.path.abspath(os.path.expanduser(text)), "file")
    return _by_scheme(text, scheme.lower(), rest)


def _host_of_scp(text: str) -> str:
    """The host of an address such as git@example.org:path; "" if it is a path of this machine."""
    before, colon, path = text.partition(":")
    user, at, host = before.rpartition("@")
    is_host = all(c.isascii() and (c.isalnum() or c in ".-") for c in host) and host[:1].isalnum()
    is_user = not at or (all(c.isascii() and (c.isalnum() or c in "._-") for c in user) and user[:1].isalnum())
    return host.lower() if colon and path and is_host and is_user else ""


def _is_without_scheme(text: str) -> bool:
    """Whether a text looks like github.com/owner/name, and no folder of this machine is called so."""
    first, slash, _ = text.partition("/")
    name, dot, ending = first.rpartition(".")
    return bool(slash and name and dot and ending.isalpha()) and not os.path.lexists(first)


def _by_scheme(text: str, scheme: str, rest: str) -> Address:
    if scheme == "file":
        if not rest.startswith("/"):
            raise Refused("names a host; write file:///path, or the path")
        return Address(os.path.abspath(rest), "file")
    if scheme not in ("https", "ssh"):
        raise Refused(f"begins with {scheme}://; write https://…, ssh://… or a path")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("is no address") from None
    if not host or host.startswith("-") or (parts.username or "").startswith("-"):
        raise Refused("names no host")
    return Address(text, scheme, host)


def student(name: str) -> str:
    """The name of a student, for a folder. Raises Refused for one that can't be one."""
    name = name.strip()
    if not name:
        raise Refused("is empty")
    if name in (".", "..") or "/" in name or "\\" in name or not is_plain(name):
        raise Refused("can't be the name of a folder: it has a slash, two dots or a sign that can't be seen")
    if name[0] in "-.":
        raise Refused(f"begins with {name[0]}, and could be taken for an option or a hidden folder")
    if name.casefold() in OF_A_COURSE:
        raise Refused("is that of a folder of every course: give this student another one, in a FILE.csv with student,url")
    if len(os.fsencode(name)) > _LONGEST_NAME:
        raise Refused(f"is longer than {_LONGEST_NAME} bytes")
    return name
