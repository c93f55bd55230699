#!/bin/sh
# Prints every figure of docs/RESULTS.md again: mean ± half of the 95 % interval
# over the seeds. DATA is the folder of recordings, bin/tinyol-sim is built
# (make build), python3 does the sums.
#   DATA=... sh scripts/results.sh                 all sections
#   DATA=... sh scripts/results.sh fan undrifted   these alone
# Sections: fan choice warmup order undrifted motion temperature weather bundled thresholds.
set -eu
: "${DATA:?name the folder of recordings: DATA=... sh scripts/results.sh}"
tool=${TOOL:-$(dirname "$0")/../bin/tinyol-sim}
[ -x "$tool" ] || { echo "results.sh: $tool: not there; run make build" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

cat >"$work/extract.py" <<'PY'
import json, math, sys
T = {2: 12.706, 3: 4.303, 5: 2.776, 10: 2.262}  # Student's t, 95 %, n - 1 degrees

def text(v, scale=1, digits=3):
    mean = sum(v) / len(v)
    if len(v) not in T or max(v) == min(v):
        return "%.*f" % (digits, scale * mean)
    half = T[len(v)] * math.sqrt(sum((x - mean) ** 2 for x in v) / (len(v) - 1) / len(v))
    return "%.*f ± %.*f" % (digits, scale * mean, digits, scale * half)

def percent(v):
    return text(v, 100, 1) + " %"

def pairs(runs, pick, form):
    a, b = [pick(r, "_frozen") for r in runs], [pick(r, "") for r in runs]
    return "-" if None in a + b else form(a) + " -> " + form(b)

def baselines(c):
    return ", ".join("%s %.3f (accuracy %.3f)" % (b["name"], b["macro_f1"], b["accuracy"]) for b in c["baselines"])

def by_class(list_of_f1):
    return ", ".join("%s %.2f" % (c["label"], sum(f[i]["f1"] for f in list_of_f1) / len(list_of_f1))
                     for i, c in enumerate(list_of_f1[0]))

def unsupervised(runs):
    a = [r["anomaly"] for r in runs]
    print("  false alarms    ", pairs(a, lambda x, s: x.get("false_alarm_rate" + s), percent),
          " on %d normal windows" % a[0].get("normal_windows", a[0].get("normal_windows_after", 0)), a[0]["basis"])
    print("  detected        ", pairs(a, lambda x, s: x.get("detection_rate" + s), percent))
    print("  AUC             ", pairs(a, lambda x, s: x.get("auc" + s), text),
          "".join("  %s %.3f" % (b["name"], b["auc"]) for b in a[0].get("baselines", [])))
    labels = [b["label"] for b in a[0]["by_label"] if "auc" in b]
    entry = lambda x, l: next(b for b in x["by_label"] if b["label"] == l)
    if len(labels) > 1:
        for l in labels:
            print("  AUC %-12s" % l, pairs(a, lambda x, s: entry(x, l).get("auc" + s), text))
    if "FAN-CLOG" in labels:
        # The normal windows are the same for both labels, so the AUC of both
        # together is the mean of the two, weighted by windows.
        def pooled(x, s):
            b = [entry(x, l) for l in ("FAN-CLOG", "FAN-FRICTION")]
            return sum(e["windows"] * e["auc" + s] for e in b) / sum(e["windows"] for e in b)
        print("  AUC CLOG+FRICTION", pairs(a, pooled, text))

def supervised(runs):
    c = [r["classification"] for r in runs]
    print("  stream macro-F1 ", text([x["macro_f1"] for x in c]), " accuracy", text([x["accuracy"] for x in c]),
          "; baselines:", baselines(c[0]))
    if "test" in c[0]:
        t = [x["test"] for x in c]
        print("  test macro-F1   ", text([x["macro_f1"] for x in t]), " accuracy", text([x["accuracy"] for x in t]),
              "; baselines:", baselines(t[0]))
        print("  test F1 by class", by_class([x["f1"] for x in t]))

runs = json.load(sys.stdin)["runs"]
if sys.argv[1:] == ["threshold"]:
    # One cell: false alarms, then faults detected.
    a = [r["anomaly"] for r in runs]
    for key, form in (("false_alarm_rate", percent), ("detection_rate", percent)):
        print("  %-16s" % key.split("_")[0], pairs(a, lambda x, s: x.get(key + s), form), end=";")
    worst = max(100 * (x["false_alarm_rate"] - x["false_alarm_rate_frozen"]) for x in a)
    print("  worst seed %+.1f points;" % worst, a[0]["normal_windows"], "normal windows", a[0]["basis"])
    sys.exit()
if sys.argv[1:] == ["grid"]:
    print("%.3f" % (sum(r["classification"]["test"]["macro_f1"] for r in runs) / len(runs)), end=" ")
    sys.exit()
for mode, show in (("unsupervised", unsupervised), ("supervised", supervised)):
    some = [r for r in runs if r["mode"] == mode]
    if some:
        print(" ", mode + ",", some[0]["updates"], "updates")
        show(some)
PY

# bench ARGS: a row, with the fixed threshold that the paper has; the command with file names short, then its figures.
bench() {
	set -- "$@" --threshold fixed
	echo "bench $* --seeds 10" | sed "s|$DATA|\$DATA|g; s|$work/||g"
	"$tool" bench "$@" --seeds 10 --json --quiet >"$work/out.json"
	python3 "$work/extract.py" <"$work/out.json"
	echo
}
# cell ARGS: mean macro-F1 on the judging part over five seeds.
cell() {
	"$tool" bench "$@" --mode supervised --seeds 5 --json --quiet >"$work/out.json"
	python3 "$work/extract.py" grid <"$work/out.json"
}
# policies NAME UPDATES ARGS: false alarms and detections of a recording by
# policy and threshold, frozen -> online.
policies() {
	name=$1 n=$2; shift 2
	for p in "always --learn 0" "always --learn $n" "below --learn $n" "labelled --learn $n"; do
		for t in fixed running; do
			printf '%-9s --policy %-20s --threshold %-8s' "$name" "$p" $t
			"$tool" bench "$@" --mode unsupervised --engine host --policy $p --threshold $t --seeds 10 --json --quiet >"$work/out.json"
			python3 "$work/extract.py" threshold <"$work/out.json"
		done
	done
}
section() { printf '== %s\n\n' "$*"; }

nxp=$DATA/nxp_fan
train=$nxp/fan1_train.csv
test=$nxp/fan1_test.csv
drift=$nxp/stream_fan1_to_fan3_drift.csv
spectrum="--columns ax,ay,az --normal FAN-ON --frontend spectrum --window 64 --stride 10"
# between FROM TO FILE: rows with FROM <= t < TO.
between() { awk -F, -v a="$1" -v b="$2" 'NR == 1 || ($1 + 0 >= a && $1 + 0 < b)' "$3"; }
# labels FILE LABEL...: the rows of each label, in the order named.
labels() {
	file=$1; shift
	head -1 "$file"
	for l; do awk -F, -v l="$l" 'NR > 1 && $9 == l' "$file"; done
}

fan() {
	section "fan: drift stream, as the issue names it"
	bench "$drift" --train "$train" --test "$test" $spectrum
	section "fan: policies, front ends, epochs, rates (unsupervised)"
	for p in always below; do bench "$drift" --train "$train" $spectrum --mode unsupervised --policy $p; done
	for f in raw demean; do
		bench "$drift" --train "$train" --columns ax,ay,az --normal FAN-ON --frontend $f --window 64 --stride 10 --mode unsupervised
	done
	for e in 10 20 100 200; do bench "$drift" --train "$train" $spectrum --mode unsupervised --epochs $e; done
	for r in 0.005 0.01 0.05 0.1; do bench "$drift" --train "$train" $spectrum --mode unsupervised --lr $r; done
}

# grid PAIRS ARGS: macro-F1 by size and rate for each pair TEACH:JUDGE of files
# in $work; the autoencoder is fitted on TEACH, or on the file named in fit.
grid() {
	pairs=$1; shift
	for e in 4 8 16 32; do
		for h in 16 32; do
			printf '  embedding %-2d hidden %d: ' $e $h
			for r in 0.02 0.05 0.1 0.2; do
				for p in $pairs; do
					teach=$work/${p%:*}
					cell "$teach" --train "${fit:-$teach}" --test "$work/${p#*:}" --columns ax,ay,az --normal FAN-ON \
						--frontend spectrum --stride 10 --embedding $e --hidden $h --lr $r "$@"
				done
				printf '| '
			done
			echo
		done
	done
	echo
}

choice() {
	between 0 40 "$train" >"$work/teach.csv"
	between 40 100 "$train" >"$work/judge.csv"
	awk -F, 'NR == 1 || int($1 / 10) % 2 == 0' "$train" >"$work/even.csv"
	awk -F, 'NR == 1 || int($1 / 10) % 2 == 1' "$train" >"$work/odd.csv"
	ln -s "$(cd "$nxp" && pwd)" "$work/nxp"
	for e in 20 40 100; do
		section "choice A: seconds 0-40 of fan1_train teach, 40-60 judge; rates 0.02 | 0.05 | 0.1 | 0.2; epochs $e"
		grid teach.csv:judge.csv --window 64 --epochs $e
	done
	for w in 128 256; do
		section "choice A: the same with windows of $w, 40 epochs"
		grid teach.csv:judge.csv --window $w
	done
	section "choice B: 10 s of fan1_train by turns teach and judge, both ways round (two figures a rate)"
	grid "even.csv:odd.csv odd.csv:even.csv" --window 64
	section "choice C: the drift stream teaches, fan1_train judges"
	fit=$train
	grid nxp/stream_fan1_to_fan3_drift.csv:nxp/fan1_train.csv --window 64
	fit=
	section "choice: outcome on fan1_test, taught on fan1_train"
	for s in "4 16 0.05 64" "8 32 0.1 64" "16 32 0.2 256" "32 32 0.1 64"; do
		set -- $s
		bench "$train" --train "$train" --test "$test" --columns ax,ay,az --normal FAN-ON --frontend spectrum --window $4 --stride 10 \
			--mode supervised --embedding $1 --hidden $2 --lr $3
	done
	section "choice: outcome on fan1_test, taught on the drift stream"
	for s in "8 32 0.1 64" "16 32 0.2 256" "32 32 0.1 64"; do
		set -- $s
		bench "$drift" --train "$train" --test "$test" --columns ax,ay,az --normal FAN-ON --frontend spectrum --window $4 --stride 10 \
			--mode supervised --embedding $1 --hidden $2 --lr $3
	done
	section "choice: drift stream, then fan1_train; the other way round; the other way round with learning ended behind fan1_train"
	big="--mode supervised --embedding 32 --hidden 32 --lr 0.1"
	bench "$drift" "$train" --train "$train" --test "$test" $spectrum $big
	bench "$train" "$drift" --train "$train" --test "$test" $spectrum $big
	bench "$train" "$drift" --train "$train" --test "$test" $spectrum $big --learn 4776
	section "choice: rate of the fine-tuning: trained on seconds 0-20 of fan1_train, 394 updates on 20-40, judged on 40-60"
	between 0 20 "$train" >"$work/first.csv"
	between 20 40 "$train" >"$work/second.csv"
	between 40 100 "$train" >"$work/third.csv"
	for r in 0.005 0.01 0.02 0.05 0.1; do
		bench "$work/second.csv" "$work/third.csv" --train "$work/first.csv" $spectrum --mode unsupervised --learn 394 --lr $r
	done
}

warmup() {
	section "warmup: standard deviation of ax and ay in counts, FAN-ON, by 20 s of each recording's time"
	for f in "$train" "$test" "$drift"; do
		basename "$f"
		awk -F, '$9 == "FAN-ON" && ($1 < 60 || FILENAME ~ /drift/) {
			k = FILENAME ~ /drift/ ? ($1 < 240 ? "fan 1" : "fan 3") : int($1 / 20) * 20 " s"
			n[k]++; x[k] += $2; xx[k] += $2 * $2; y[k] += $3; yy[k] += $3 * $3
		} END { for (k in n) printf "  %-6s %6.1f %6.1f\n", k, sqrt(xx[k] / n[k] - (x[k] / n[k]) ^ 2), sqrt(yy[k] / n[k] - (y[k] / n[k]) ^ 2) }' "$f" | sort
	done
	echo
	section "warmup: nearest class mean over all 96 spectral features, no network (macro-F1, then F1 by class)"
	python3 - "$train" "$test" "$drift" <<'PY'
import cmath, csv, math, sys
W, STRIDE, BINS = 64, 10, 32
hann = [0.5 - 0.5 * math.cos(2 * math.pi * t / W) for t in range(W)]

def fft(x):
    n = len(x)
    if n == 1:
        return x
    a, b = fft(x[::2]), fft(x[1::2])
    t = [cmath.exp(-2j * math.pi * k / n) * b[k] for k in range(n // 2)]
    return [p + q for p, q in zip(a, t)] + [p - q for p, q in zip(a, t)]

def windows(path):
    rows, out, last = [], [], None
    for r in csv.DictReader(open(path)):
        if r["label"] != last:
            rows, last, due = [], r["label"], W
        rows.append([float(r[c]) for c in ("ax", "ay", "az")])
        due -= 1
        if due == 0:
            due, rows, f = STRIDE, rows[-W:], []
            for c in range(3):
                x = [row[c] for row in rows]
                m = sum(x) / W
                s = fft([(v - m) * h for v, h in zip(x, hann)])
                f += [math.log(abs(s[k]) + 1e-6) for k in range(1, BINS + 1)]
            out.append((f, last))
    return out

def means(set_):
    total = {}
    for f, l in set_:
        s, n = total.get(l, ([0.0] * len(f), 0))
        total[l] = [p + q for p, q in zip(s, f)], n + 1
    return {l: [v / n for v in s] for l, (s, n) in total.items()}

def judge(name, teach, test):
    n = len(teach)
    mean = [sum(f[k] for f, _ in teach) / n for k in range(3 * BINS)]
    scale = [1 / math.sqrt(sum((f[k] - mean[k]) ** 2 for f, _ in teach) / n) for k in range(3 * BINS)]
    centre = means(teach)
    hit, true, said = {}, {}, {}
    for f, l in test:
        p = min(centre, key=lambda c: sum(((a - b) * s) ** 2 for a, b, s in zip(f, centre[c], scale)))
        true[l], said[p] = true.get(l, 0) + 1, said.get(p, 0) + 1
        hit[l] = hit.get(l, 0) + (p == l)
    f1 = {l: 2 * hit[l] / (true[l] + said.get(l, 0)) for l in true}
    print("  %-24s %.3f  " % (name, sum(f1.values()) / len(f1)), ", ".join("%s %.2f" % i for i in f1.items()))

train, test, drift = map(windows, sys.argv[1:])
judge("fan1_train -> fan1_test", train, test)
judge("drift -> fan1_test", drift, test)
judge("drift -> fan1_train", drift, train)
PY
	echo
}

order() {
	section "order: fan1_train with its classes taught in another order, and by turns every 5 s"
	big="--mode supervised --embedding 32 --hidden 32 --lr 0.1"
	labels "$train" FAN-ON FAN-CLOG FAN-FRICTION FAN-OFF >"$work/on_clog_friction_off.csv"
	labels "$train" FAN-CLOG FAN-FRICTION FAN-OFF FAN-ON >"$work/clog_friction_off_on.csv"
	labels "$train" FAN-FRICTION FAN-OFF FAN-ON FAN-CLOG >"$work/friction_off_on_clog.csv"
	{
		head -1 "$train"
		for b in 0 1 2 3 4 5 6 7 8 9 10 11; do awk -F, -v b=$b 'NR > 1 && int($1 / 5) == b' "$train"; done
	} >"$work/turns_5s.csv"
	for f in on_clog_friction_off clog_friction_off_on friction_off_on_clog turns_5s; do
		bench "$work/$f.csv" --train "$train" --test "$test" $spectrum $big
	done
}

undrifted() {
	between 0 120 "$drift" >"$work/settled_a.csv"
	between 120 240 "$drift" >"$work/settled_b.csv"
	for r in 0.005 0.02 0.1; do
		section "undrifted: rate $r"
		bench "$train" "$test" --train "$train" $spectrum --mode unsupervised --learn 1194 --lr $r
		bench "$test" --train "$train" $spectrum --mode unsupervised --learn 597 --lr $r
		bench "$work/settled_b.csv" --train "$work/settled_a.csv" $spectrum --mode unsupervised --learn 282 --lr $r
	done
}

# movements cuts the recordings of a wrist.
movements() {
	x=$DATA/emlearn_motion/exercise.csv
	g=$DATA/emlearn_motion/gestures.csv
	awk -F, 'NR == 1 || $7 < "2024-12-01T16"' "$x" >"$work/ex_train.csv"
	awk -F, 'NR == 1 || $7 >= "2024-12-01T16"' "$x" >"$work/ex_stream.csv"
	awk -F, 'NR == 1 || $7 < "2024-12-01T1621"' "$x" >"$work/ex_teach.csv"
	awk -F, 'NR == 1 || $7 >= "2024-12-01T1621"' "$x" >"$work/ex_test.csv"
	awk -F, 'NR == 1 { print; next } $7 != f { f = $7; n++ } n % 2 == 1' "$g" >"$work/ge_odd.csv"
	awk -F, 'NR == 1 { print; next } $7 != f { f = $7; n++ } n % 2 == 0' "$g" >"$work/ge_even.csv"
	# Idle first, so that there is something to learn from before the gestures.
	{ awk -F, 'NR == 1 || $5 == "idle"' "$work/ge_even.csv"; awk -F, 'NR > 1 && $5 != "idle"' "$work/ge_even.csv"; } >"$work/ge_stream.csv"
}

motion() {
	movements
	for f in raw demean spectrum; do
		section "motion: $f"
		on="--columns x,y,z --normal other --frontend $f --window 128 --stride 16"
		bench "$work/ex_stream.csv" --train "$work/ex_train.csv" $on --mode unsupervised --learn 300
		bench "$work/ex_teach.csv" --train "$work/ex_teach.csv" --test "$work/ex_test.csv" $on --mode supervised
		on="--columns x,y,z --normal idle --frontend $f --window 64 --stride 8"
		bench "$work/ge_stream.csv" --train "$work/ge_odd.csv" $on --mode unsupervised --learn 50
		bench "$work/ge_odd.csv" --train "$work/ge_odd.csv" --test "$work/ge_even.csv" $on --mode supervised
	done
}

temperature() {
	section "temperature"
	on="--columns value --label anomaly --normal 0 --train-rows 2000 --frontend raw --window 36 --stride 6"
	bench "$DATA/nab_temperature/machine_temperature.csv" $on
	bench "$DATA/nab_temperature/machine_temperature.csv" $on --mode unsupervised --policy always --learn 0
}

weather() {
	section "weather"
	for f in raw demean; do
		bench "$DATA/noaa_weather/noaa_weather.csv" --normal 0 --frontend $f --window 2 --stride 1
	done
}

bundled() {
	section "bundled fan"
	for f in raw demean spectrum; do bench bundled:fan_field --train bundled:fan_training --test bundled:fan_test --frontend $f; done
}

thresholds() {
	section "thresholds: policies and thresholds over the recordings"
	between 0 120 "$drift" >"$work/settled_a.csv"
	between 120 240 "$drift" >"$work/settled_b.csv"
	movements
	policies drifted 2000 "$drift" --train "$train" $spectrum
	policies fan1 1194 "$train" "$test" --train "$train" $spectrum
	policies fan1_test 597 "$test" --train "$train" $spectrum
	policies settled 282 "$work/settled_b.csv" --train "$work/settled_a.csv" $spectrum
	policies exercise 300 "$work/ex_stream.csv" --train "$work/ex_train.csv" \
		--columns x,y,z --normal other --frontend raw --window 128 --stride 16
	policies gestures 50 "$work/ge_stream.csv" --train "$work/ge_odd.csv" \
		--columns x,y,z --normal idle --frontend raw --window 64 --stride 8
	policies temperature 2000 "$DATA/nab_temperature/machine_temperature.csv" \
		--columns value --label anomaly --normal 0 --train-rows 2000 --frontend raw --window 36 --stride 6
}

[ $# -gt 0 ] || set -- fan choice warmup order undrifted motion temperature weather bundled thresholds
for s; do
	case $s in
	fan | choice | warmup | order | undrifted | motion | temperature | weather | bundled | thresholds) $s ;;
	*) echo "results.sh: no section $s; see the head of the file" >&2; exit 2 ;;
	esac
done
