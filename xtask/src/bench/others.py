"""What a user would pick instead of Rater, and the stopwatch for all of them.

python others.py time PLAN          runs the commands of PLAN in turn and prints seconds and peak memory of each run
python others.py TOOL-FORMAT FILE   does the work of one tool; prints "inside SECONDS": without starting Python
python others.py TOOL-fit FOLDER MODELS, TOOL-read FILE MODELS fit on labelled clauses, and read a file of clauses
python others.py to-parquet CSV OUT makes the Parquet twin of a CSV file

Standard library only until a tool is named, so that the stopwatch itself stays small: a child's peak memory is never
reported below its parent's.
"""

import os
import sys
import time

ITEMS = [f"{i:02d}" for i in range(1, 23)]
COLUMNS = [battery + item for battery in "EP" for item in ITEMS]
DIMENSIONS = {"tan": ITEMS[0:4], "rel": ITEMS[4:9], "res": ITEMS[9:13], "ass": ITEMS[13:17], "emp": ITEMS[17:22]}


def stopwatch(plan):
    """PLAN has a line per command: group, name, runs, words; tabs between. Within a group, commands take turns."""
    groups = {}
    for line in open(plan, encoding="utf-8").read().splitlines():
        group, name, runs, *words = line.split("\t")
        groups.setdefault(group, []).append((name, int(runs), words))
    for commands in groups.values():
        for turn in range(max(runs for _, runs, _ in commands)):
            for name, runs, words in commands:
                if turn < runs:
                    once(name, words)


def once(name, words):
    read, write = os.pipe()
    quiet = os.open(os.devnull, os.O_WRONLY)
    begun = time.perf_counter()
    child = os.posix_spawn(words[0], words, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_DUP2, quiet, 2),
        (os.POSIX_SPAWN_CLOSE, read), (os.POSIX_SPAWN_CLOSE, write)])
    os.close(write)
    os.close(quiet)
    said = b""
    while part := os.read(read, 1 << 16):
        said += part
    os.close(read)
    _, status, use = os.wait4(child, 0)
    seconds = time.perf_counter() - begun
    inside = [line.split()[1] for line in said.decode("utf-8", "replace").splitlines() if line.startswith("inside ")]
    code = os.waitstatus_to_exitcode(status)
    print(name, code, f"{seconds:.4f}", inside[-1] if inside else "", f"{use.ru_maxrss / 1024:.1f}", sep="\t", flush=True)


def averages(path, reader):
    import duckdb
    begun = time.perf_counter()
    sums = ", ".join(f"avg({column})" for column in COLUMNS)
    rows = duckdb.sql(f"select segment, {sums} from {reader}('{path}') group by segment order by segment").fetchall()
    done(begun, len(rows))


def polars_averages(path, scan):
    import polars
    begun = time.perf_counter()
    frame = getattr(polars, scan)(path).group_by("segment").agg([polars.col(c).mean() for c in COLUMNS]).sort("segment")
    done(begun, len(frame.collect()))


def alpha(items):
    """Cronbach's alpha of the complete rows."""
    whole = items.dropna()
    k = whole.shape[1]
    return k / (k - 1) * (1 - whole.var().sum() / whole.sum(axis=1).var())


def pandas_report(path):
    """Gaps of items and dimensions with their paired t, and alpha, of everybody and by segment: of what the report holds,
    the part that most people compute themselves."""
    import pandas
    import scipy.stats
    begun = time.perf_counter()
    frame = pandas.read_csv(path)
    rows = []
    for segment, part in [("", frame), *frame.groupby("segment")]:
        for dimension, items in DIMENSIONS.items():
            perceived = part[["P" + item for item in items]]
            expected = part[["E" + item for item in items]]
            gap = pandas.DataFrame(perceived.to_numpy() - expected.to_numpy(), columns=items)
            for item in items:
                pairs = part[["P" + item, "E" + item]].dropna()
                test = scipy.stats.ttest_rel(pairs["P" + item], pairs["E" + item])
                rows.append((segment, item, gap[item].mean(), test.statistic, test.pvalue, None))
            score = gap.mean(axis=1).dropna()
            test = scipy.stats.ttest_1samp(score, 0.0)
            rows.append((segment, dimension, score.mean(), test.statistic, test.pvalue, alpha(perceived)))
            if not segment:
                rows.append((segment, dimension, None, None, None, (alpha(expected), alpha(gap))))
    done(begun, len({row[0] for row in rows}) - 1)


def done(begun, segments):
    assert segments == 20, f"{segments} segments"
    print("inside", f"{time.perf_counter() - begun:.4f}")


def to_parquet(path, out):
    import duckdb
    duckdb.sql(f"copy (select * from read_csv('{path}')) to '{out}' (format parquet)")


LABELLED = ["en", "id", "es"]


def labelled(folder):
    """Clauses with their factors, a letter each, and their polarity."""
    rows = []
    for language in LABELLED:
        for line in open(f"{folder}/{language}.tsv", encoding="utf-8"):
            if not line.startswith("#"):
                _, clause, factors, polarity, *_ = line.rstrip("\n").split("\t")
                rows.append((clause, factors, polarity))
    return rows


def texts(path):
    import csv
    with open(path, encoding="utf-8", newline="") as file:
        return [row[0] for row in csv.reader(file)][1:]


def scikit_fit(folder, models):
    import pickle
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    rows = labelled(folder)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode")
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2, strip_accents="unicode")
    clauses = [clause for clause, _, _ in rows]
    x = hstack([words.fit_transform(clauses), letters.fit_transform(clauses)]).tocsr()
    fits = []
    for letter in sorted({letter for _, factors, _ in rows for letter in factors if letter != "-"}):
        y = [letter in factors for _, factors, _ in rows]
        fits.append(LogisticRegression(class_weight="balanced", solver="liblinear").fit(x, y))
    y = [polarity for _, _, polarity in rows]
    fits.append(LogisticRegression(class_weight="balanced", max_iter=300).fit(x, y))
    with open(f"{models}/scikit-learn.pickle", "wb") as file:
        pickle.dump((words, letters, fits), file)


def scikit_read(path, models):
    import pickle
    from scipy.sparse import hstack
    with open(f"{models}/scikit-learn.pickle", "rb") as file:
        words, letters, fits = pickle.load(file)
    begun = time.perf_counter()
    clauses, count = texts(path), 0
    for at in range(0, len(clauses), 10_000):
        some = clauses[at:at + 10_000]
        x = hstack([words.transform(some), letters.transform(some)]).tocsr()
        count += len([fit.predict(x) for fit in fits][0])
    assert count == len(clauses)
    print("inside", f"{time.perf_counter() - begun:.4f}")


def fasttext_fit(folder, models):
    import fasttext
    for name, column in [("factors", 1), ("polarity", 2)]:
        lines = [" ".join([f"__label__{label}" for label in (row[column] if column == 1 else [row[column]])] + [row[0].lower()])
                 for row in labelled(folder)]
        with open(f"{models}/{name}.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        model = fasttext.train_supervised(f"{models}/{name}.txt", wordNgrams=2, minn=3, maxn=5, epoch=25, loss="ova", thread=1,
                                          bucket=200_000, dim=50, verbose=0)
        model.save_model(f"{models}/{name}.bin")


def fasttext_read(path, models):
    import fasttext
    both = [fasttext.load_model(f"{models}/{name}.bin") for name in ("factors", "polarity")]
    begun = time.perf_counter()
    # Its Python interface asks for a matrix in a way that newer NumPy refuses; the model itself is asked.
    clauses = [clause.lower().replace("\n", " ") + "\n" for clause in texts(path)]
    for clause in clauses:
        for model in both:
            model.f.predict(clause, 2, 0.5, "strict")
    print("inside", f"{time.perf_counter() - begun:.4f}")


def main(task, *words):
    {"time": stopwatch, "to-parquet": to_parquet,
     "duckdb-csv": lambda path: averages(path, "read_csv"),
     "duckdb-parquet": lambda path: averages(path, "read_parquet"),
     "polars-csv": lambda path: polars_averages(path, "scan_csv"),
     "polars-parquet": lambda path: polars_averages(path, "scan_parquet"),
     "scikit-learn-fit": scikit_fit, "scikit-learn-read": scikit_read,
     "fasttext-fit": fasttext_fit, "fasttext-read": fasttext_read,
     "pandas-csv": pandas_report}[task](*words)


if __name__ == "__main__":
    main(*sys.argv[1:])
