"""What somebody would write in an afternoon with Typer and stock TinyDB: the least that a tracker can be."""

from pathlib import Path
from typing import Any

import typer
from tinydb import TinyDB

app = typer.Typer()


@app.command()
def record(goal: str, value: float, on: str, note: str = "", source: str = "") -> None:
    """Record a figure."""
    with TinyDB(Path("stock.json")) as db:
        db.table("figures").insert({"goal": goal, "value": value, "date": on, "note": note, "source": source})
    typer.echo(f"recorded {value} for {goal}")


@app.command()
def status() -> None:
    """Show each goal's latest figure and its share of the way."""
    latest: dict[str, dict[str, Any]] = {}
    with TinyDB(Path("stock.json"), access_mode="r") as db:
        for figure in db.table("figures").all():
            if figure["goal"] not in latest or figure["date"] >= latest[figure["goal"]]["date"]:
                latest[figure["goal"]] = dict(figure)
        for goal in db.table("goals").all():
            figure = latest.get(goal["id"], {"value": goal["from"]})
            share = (figure["value"] - goal["from"]) / (goal["to"] - goal["from"])
            typer.echo(f"{goal['id']:20} {figure['value']:12} {share:7.1%}")


if __name__ == "__main__":
    app()
