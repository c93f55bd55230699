// Package result holds the records of an experiment and the codec of
// everything that is written to disk: summary.json, manifest.json, steps.csv
// and assess.csv. Figures are drawn from these files alone.
//
// summary.json and manifest.json are written under another name and renamed,
// so they are whole or absent; docs/summary.schema.json is the schema of the
// first. Readers take their own Version only and refuse fields they do not
// know.
//
// steps.csv has a line for each window of each run, assess.csv one for each
// assessment on the test stream. Both begin with the columns mode, engine and
// seed, which name one of Summary.Runs:
//
//	mode,engine,seed,window,row,time_s,loss,score,frozen_score,label,prediction,updated,
//	ingest_cycles,frontend_cycles,base_cycles,normalise_cycles,predict_cycles,update_cycles
//
//	mode,engine,seed,updates,accuracy,macro_f1,f1_NAME...
//
// Floats are the shortest decimals that read back to the same bits, and NaN,
// +Inf, -Inf; time_s and the columns of assess.csv are empty where there is no
// value. updated is 0 or 1. Labels and predictions are class names, empty for
// none; a lone asterisk marks a window that spans two labels, and a class name
// that begins with an asterisk has one more in front, so every name is free
// for users. Fields are quoted as in any CSV.
//
// CSV files are written in whole lines, so that a run that was killed leaves a
// file that can be read; its summary is missing then.
package result
