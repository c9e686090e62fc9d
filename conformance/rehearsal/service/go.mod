module acme.example/order-service

go 1.26
