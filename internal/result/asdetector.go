package result

// AsDetector is a classifier taken for a detector: windows ranked by 1 - P(normal), as the
// device's outputs have it, those of other labels above normal ones.
type AsDetector struct {
	Windows       int64    `json:"windows"`
	NormalWindows int64    `json:"normal_windows"`
	AUC           *float64 `json:"auc,omitempty"`
	DetectionAt1  *float64 `json:"detection_at_1_percent,omitempty"`
	DetectionAt5  *float64 `json:"detection_at_5_percent,omitempty"`
	ROC           *ROC     `json:"roc,omitempty"`
}

// asDetectorTerms are those of the stream, or of the test recording.
func asDetectorTerms(prefix, where string) []Term {
	at := prefix + "as_detector."
	return []Term{
		{Key: at + "windows", Unit: UnitCount, About: byHand},
		{Key: at + "normal_windows", Unit: UnitCount, About: byHand},
		{Key: at + "auc", Unit: UnitScore, Better: Higher, About: byHand, Table: Classifier, On: OnPage | InComparison, Title: "AUC of 1 - P(normal), " + where,
			Note: "1 - P(normal): the classifier as a detector, which ranks windows by how unlikely they are to be healthy."},
		{Key: at + "detection_at_1_percent", Unit: UnitFraction, Better: Higher, About: byHand, Table: Classifier, On: OnPage | InComparison, Title: "detected at 1 % false alarms, " + where},
		{Key: at + "detection_at_5_percent", Unit: UnitFraction, Better: Higher, About: byHand, Table: Classifier, On: OnPage, Title: "detected at 5 % false alarms, " + where},
	}
}

func (a *AsDetector) dropCurve() {
	if a != nil {
		a.ROC = nil
	}
}
