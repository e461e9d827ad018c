"""Files made to harm, in bytes of our own, made when the tests run."""
