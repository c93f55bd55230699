package metrics

import "fmt"

// BelowChance returns a line for the user if anomalies score lower than normal
// windows and chance does not explain it, or nothing: AUC is below 0.5, and so
// is the upper end of its 95 % interval, buckets included. subject says whose
// score it is, like "online score, CLOG against normal"; overlap is as for
// AUCInterval.
func BelowChance(subject string, r *Ranking, overlap float64) string {
	area := r.AUCInterval(overlap)
	if !(area.High+r.AUCError() < 0.5) {
		return ""
	}
	return fmt.Sprintf("below chance: %s has AUC %.3f (95 %% interval %.3f to %.3f, %d anomalous and %d normal windows): "+
		"anomalies look more normal than the normal; try another --frontend or --columns, and see that --normal names the normal label",
		subject, area.Mean, area.Low, area.High, r.Positives(), r.Negatives())
}
