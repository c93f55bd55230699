package armv7m

type frameRule struct{}
