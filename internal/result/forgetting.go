package result

// Forgetting is what learning did to what the device could do before, on windows of
// the training recording that trained nothing.
type Forgetting struct {
	Windows              int64   `json:"windows"`       // of the healthy machine
	FaultWindows         int64   `json:"fault_windows"` // of other labels, where the recording has any
	FalseAlarmRateBefore float64 `json:"false_alarm_rate_before"`
	FalseAlarmRateAfter  float64 `json:"false_alarm_rate_after"`
	// FalseAlarmRateAfterRunning is against the running threshold as it ended; the two
	// above are against the threshold as it was trained.
	FalseAlarmRateAfterRunning *float64 `json:"false_alarm_rate_after_running,omitempty"`
	AUCBefore                  *float64 `json:"auc_before,omitempty"`
	AUCAfter                   *float64 `json:"auc_after,omitempty"`
}
