module acme.example/anything

go 1.26
