"""What tests are built from: firms, commands, histories and servers, none of which is itself a test."""
