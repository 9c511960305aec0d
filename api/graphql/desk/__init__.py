"""The reviewer's desk: tasks, queues, and what there is to know of a case."""
