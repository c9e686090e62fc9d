// An assembly file lets the compiler accept functions whose bodies are linked from elsewhere.
