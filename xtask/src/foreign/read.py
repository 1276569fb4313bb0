"""Has the programs that our formats are named after, or others that know them, read what Hearsay wrote.

    python read.py <folder with one export of each format> <docs/format.md> <the standard's context>

What they find is compared with what Hearsay JSON says, which is read here as plain JSON. Ends with an
error if anything differs.
"""

import contextlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path

FOLDER, DOCS, CONTEXT = (Path(argument) for argument in sys.argv[1:4])
failed = []


def file(name):
    found = sorted(FOLDER.glob(name + "-*"))
    assert found, f"there is no {name} in {FOLDER}"
    return found


def check(who, what, found, expected):
    ok = found == expected
    print(f"{'  ok' if ok else 'FAIL'}  {who}: {what}: {found}" + ("" if ok else f", not {expected}"))
    if not ok:
        failed.append(what)


def chain(attributions):
    for attribution in attributions:
        yield attribution
        yield from chain(attribution.get("via", []))


articles = json.loads(file("Hearsay")[0].read_text("utf-8"))["articles"]
annotations = [(article, a) for article in articles for a in article["annotations"]]
attributions = [(article, x) for article, a in annotations for x in chain(a.get("attributions", []))]
kinds = {kind: sum(a["kind"] == kind for _, a in annotations) for kind in ("claim", "source", "quote")}
words = sorted(part["exact"] for _, a in annotations for part in a["target"])


def json_ld():
    from pyld import jsonld

    standard = json.loads(CONTEXT.read_text("utf-8"))

    def load(url, _options):
        # Nothing is fetched: the standard's context is here, and schema.org's names are enough.
        document = {"@context": {"@vocab": "https://schema.org/"}} if "schema.org" in url else standard
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}

    jsonld.set_document_loader(load)
    written = json.loads(file("WebAnnotation")[0].read_text("utf-8"))
    lines = jsonld.to_rdf(written, {"format": "application/n-quads"}).splitlines()
    oa = "<http://www.w3.org/ns/oa#%s>"
    count = lambda word: sum(oa % word + " ." in line for line in lines)
    check("PyLD", "annotations", count("Annotation"), len(annotations) + len(attributions))
    exact = [line for line in lines if oa % "exact" in line]
    cues = [part for _, x in attributions for part in x.get("cue", [])]
    found = sorted(json.loads(re.search(r'> (".*")', line).group(1)) for line in exact)
    check("PyLD", "quoted words are those marked", found == sorted(words + [part["exact"] for part in cues]), True)
    # Expanded and made small again it is the same.
    expanded = jsonld.expand(written)
    small = jsonld.compact(expanded, written["@context"])
    again = jsonld.to_rdf(small, {"format": "application/n-quads"}).splitlines()
    check("PyLD", "statements after expanding and compacting", len(again), len(lines))
    for each in file("SchemaOrg"):
        lines = jsonld.to_rdf(json.loads(each.read_text("utf-8")), {"format": "application/n-quads"}).splitlines()
        count = lambda word: sum(f"<https://schema.org/{word}> ." in line for line in lines)
        spoken = sum(a["kind"] == "quote" and a["manner"] != "indirect" for _, a in annotations)
        check("PyLD", "schema.org quotations", count("Quotation"), spoken)


def brat():
    from bioc import brat

    sources = cues = contents = events = 0
    with zipfile.ZipFile(file("Brat")[0]) as archive:
        for name in archive.namelist():
            if not name.endswith(".ann"):
                continue
            text = archive.read(name[:-3] + "txt").decode("utf-8")
            document = brat.loads(text, archive.read(name).decode("utf-8"))
            for entity in document.entities:
                spans = " ".join(text[span.begin : span.end] for span in sorted(entity.locations))
                if entity.text != spans:
                    check("bioc", f"words of {entity.id} in {name}", spans, entity.text)
                sources += entity.type == "Source"
                cues += entity.type == "Cue"
                contents += entity.type in ("Content", "Claim")
            events += len(document.events)
    check("bioc", "brat sources", sources, kinds["source"])
    check("bioc", "brat contents and claims", contents, kinds["quote"] + kinds["claim"])
    check("bioc", "brat events", events, len(attributions))


def label_studio():
    from label_studio_converter import Converter

    config = re.search(r"```xml\n(.*?)```", DOCS.read_text("utf-8"), re.S).group(1)
    converter = Converter(config, project_dir=str(FOLDER), download_resources=False)
    found = {}
    spans = []
    for item in converter.iter_from_json_file(str(file("LabelStudio")[0])):
        text = item["input"]["text"]
        for region in item["output"].get("label", []):
            for label in region["labels"]:
                found[label] = found.get(label, 0) + 1
            spans.append(region["text"] == text[region["start"] : region["end"]])
    parts = lambda kind: sum(len(a["target"]) for _, a in annotations if a["kind"] == kind)
    check("label-studio-converter", "sources", found.get("Source", 0), parts("source"))
    check("label-studio-converter", "claims", found.get("Claim", 0), parts("claim"))
    check("label-studio-converter", "quotes", found.get("Quote", 0), parts("quote"))
    check("label-studio-converter", "words stand where it says", all(spans) and bool(spans), True)


def tables():
    import duckdb

    marked, vouched = file("Csv")
    count = lambda query: duckdb.sql(query).fetchall()[0][0]
    check("DuckDB", "rows of annotations", count(f"SELECT count(*) FROM read_csv('{marked}')"), len(annotations))
    check("DuckDB", "rows of attributions", count(f"SELECT count(*) FROM read_csv('{vouched}')"), len(attributions))
    joined = f"FROM read_csv('{vouched}') v JOIN read_csv('{marked}') m ON v.annotation = m.id"
    check("DuckDB", "attributions with their annotation", count(f"SELECT count(*) {joined}"), len(attributions))
    lines = file("JsonLines")[0]
    check("DuckDB", "articles of JSON Lines", count(f"SELECT count(*) FROM '{lines}'"), len(articles))
    total = f"SELECT CAST(sum(len(annotations)) AS BIGINT) FROM '{lines}'"
    check("DuckDB", "annotations of JSON Lines", count(total), len(annotations))


def notes():
    import obsidiantools.api as obsidian

    vault = FOLDER / "vault"
    vault.mkdir(exist_ok=True)
    for note in file("Markdown"):
        (vault / note.name).write_bytes(note.read_bytes())
    read = obsidian.Vault(vault).connect(show_nested_tags=True).gather()
    for name in read.md_file_index:
        text = read.get_source_text(name)
        named = [a for article in articles for a in article["sources"]]
        listed = [a for _, a in annotations if a["kind"] != "source"]
        ids = sum(f" ^{item['id']}\n" in text for item in named + listed)
        check("obsidiantools", "items with a block id", ids, len(named) + len(listed))
        # What the article says is text, whatever it looks like.
        check("obsidiantools", "words taken for tags", read.get_tags(name), [])
        check("obsidiantools", "words taken for links to notes", read.get_wikilinks(name), [])
        if len(articles) == 1:
            check("obsidiantools", "title among the properties", read.get_front_matter(name).get("title"), articles[0]["about"]["title"])


for reader in (json_ld, brat, label_studio, notes, tables):
    with contextlib.redirect_stderr(io.StringIO()):
        reader()
sys.exit(f"{len(failed)} things differ" if failed else 0)
