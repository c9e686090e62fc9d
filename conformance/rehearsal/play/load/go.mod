module slipway.example/load

go 1.26
