module slipway/conformance/rehearsal/node

go 1.25.0
