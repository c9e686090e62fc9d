import six

print("order-service", six.__version__)
