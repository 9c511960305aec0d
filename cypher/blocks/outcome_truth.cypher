// Which truth value an outcome states; null for any other text. The rule is `truth_of` in graph/domain/outcome/rating.py.
WITH *, CASE o.value WHEN 'true' THEN true WHEN 'false' THEN false END AS truth
