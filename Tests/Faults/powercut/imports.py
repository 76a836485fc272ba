"""A small import of everything that can be imported, and what it promises."""
from harness.state import digest

from .world import World


def options(world: World, team: int, is_new: bool = True) -> list[object]:
    """The options for a small import of a team and its organization, or into a team: an admin, a key and a link."""
    secret = digest(f"key of {team}")
    tables = {
        "teams": f"id,name,parentId,isOrganization\n{team},Inside,{team + 100},f\n{team + 100},Umbrella,,t\n",
        "members": f"teamId,userId,role,accepted\n{team},17,ADMIN,t\n{team + 100},17,ADMIN,t\n",
        "keys": f"userId,hashedKey\n17,{secret}\n",
        "invites": f"identifier,token,expires\ninvite-link-for-teamId-{team},{digest(f'link of {team}')},\n",
    }
    arguments: list[object] = []
    if not is_new:
        del tables["teams"], tables["members"]
    for name, contents in tables.items():
        file = world.scratch / f"{name}.csv"
        file.write_text(contents)
        arguments += [f"--{name}", file]
    return arguments


def claim(world: World, team: int) -> None:
    """All of it is there."""
    world.claim(f"import: team {team} has its admin", lambda facts: facts.teams[team].member(17))
    key, link = digest(f"key of {team}"), digest(digest(f"link of {team}"))
    world.claim(
        f"import: team {team} has its link",
        lambda facts: any(invite.get("tokenDigest") == link for invite in facts.teams[team].invites.values()),
    )
    world.claim(f"import: the key of team {team} is there", lambda facts: facts.credentials[key]["userId"] == 17)
    world.claim(
        f"import: the link of team {team} leads to it",
        lambda facts: (facts.folder / "imported" / f"{link}.json").exists(),
    )
