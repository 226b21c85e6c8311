# survey: qué puede estar mal en un archivo de instrumento y en una celda que debería contener una respuesta.
# $line y $place indican el lugar en el archivo del instrumento; $row y $item, en el archivo de la encuesta.

survey-answer-out-of-scale = Fila { $row }: el ítem `{ $item }` tiene la respuesta { $value }, pero la escala de este instrumento va de { $min } a { $max }. Corrija el archivo, o indíquelo en [missing] o [not_applicable] de un archivo de correspondencias.
survey-answer-not-whole = Fila { $row }: el ítem `{ $item }` tiene la respuesta { $value }, pero las respuestas son números enteros. Corrija el archivo, o deje fuera esta columna si contiene promedios.
survey-answer-not-a-number = Fila { $row }: el ítem `{ $item }` tiene la respuesta «{ $value }», que no es un número ni una etiqueta de la escala. Corrija el archivo, o indíquelo en [missing] o [not_applicable] de un archivo de correspondencias.
survey-answer-label-of-another = Fila { $row }: el ítem `{ $item }` tiene la respuesta «{ $value }», pero el instrumento asigna esta etiqueta al { $labelled }. Compruebe qué extremo de la escala es el alto en este archivo; luego recodifíquelo o corrija las etiquetas del instrumento.

survey-syntax = Línea { $line }: esto no es TOML válido ({ $message }). Busque una comilla, un corchete o un signo igual que falte aquí o justo arriba.
survey-empty = El archivo está vacío. Escriba un primer borrador con rater instrument new ID y complételo.
survey-format-absent = Línea { $line }: el archivo no dice que es un instrumento. Escriba format = "rater.instrument/1" en la primera línea.
survey-format-wrong = Línea { $line }: el formato es «{ $found }», pero este programa lee «rater.instrument/1». Corrija la línea, o use el programa que escribió el archivo.
survey-key-missing = Línea { $line }, { $place }: aquí se necesita `{ $key }` y falta. Agréguela.
survey-key-unknown = Línea { $line }, { $place }: `{ $key }` no significa nada aquí. Elimínela, o use una de estas: { $known }.
survey-key-unknown-hint = Línea { $line }, { $place }: `{ $key }` no significa nada aquí. ¿Quiso decir `{ $hint }`?
survey-wrong-type = Línea { $line }, { $place }: se esperaba { $expected ->
        [text] un texto entre comillas
        [whole] un número entero
        [truth] true o false, sin comillas
        [list] una lista
        [table] una tabla con más claves
       *[words] un texto entre comillas, o uno por cada idioma
    }, pero hay otra cosa. Cámbielo.
survey-word-unknown = Línea { $line }, { $place }: «{ $found }» no se conoce aquí. Use una de estas palabras: { $known }.
survey-word-unknown-hint = Línea { $line }, { $place }: «{ $found }» no se conoce aquí. ¿Quiso decir «{ $hint }»?
survey-text-empty = Línea { $line }, { $place }: el texto está vacío. Escríbalo, o elimine la línea.
survey-control-character = Línea { $line }: un texto o un nombre contiene un carácter que no se ve, como \u0000. Quítelo.
survey-id-bad = Línea { $line }, { $place }: el id «{ $id }» tiene signos que no se admiten. Use solo las letras de la a a la z, cifras, guion, guion bajo y punto.
survey-id-twice = Línea { $line }, { $place }: el id «{ $id }» ya se usó antes. Dé a cada uno el suyo.
survey-column-twice = Línea { $line }, { $place }: la columna «{ $column }» ya la usa { $other }. Una columna contiene una sola cosa; corrija una de las dos.
survey-pattern-without-id = Línea { $line }, { $place }: el patrón «{ $pattern }» daría la misma columna a todos los ítems. Escriba {"{"}id{"}"} donde va el id del ítem, como en "E{"{"}id{"}"}".
survey-dimension-unknown = Línea { $line }, { $place }: no existe la dimensión «{ $dimension }». Declárela, o use una de estas: { $known }.
survey-dimension-unknown-hint = Línea { $line }, { $place }: no existe la dimensión «{ $dimension }». ¿Quiso decir «{ $hint }»?
survey-dimension-without-items = Línea { $line }, { $place }: ningún ítem pertenece a la dimensión «{ $dimension }». Dele al menos un ítem, o elimínela.
survey-dimension-too-long = Línea { $line }, { $place }: la dimensión «{ $dimension }» tiene { $items } ítems, pero las puntuaciones solo son exactas hasta { $most }. Divida la dimensión en varias.
survey-scale-reversed = Línea { $line }, { $place }: la respuesta más baja es { $min } y la más alta { $max }, pero min debe ser menor que max. Si la respuesta baja es la buena, deje min por debajo de max y marque los ítems como reversed.
survey-scale-too-wide = Línea { $line }, { $place }: la escala va de { $min } a { $max }, pero las respuestas pueden ir de 0 a 100. Recodifique las respuestas a una escala más corta.
survey-label-outside-scale = Línea { $line }, { $place }: hay una etiqueta para { $value }, pero la escala va de { $min } a { $max }. Corrija el número o la escala.
survey-label-twice = Línea { $line }, { $place }: «{ $label }» es la etiqueta de { $first } y de { $second }. Una etiqueta debe distinguir una respuesta de otra; cambie una de ellas.
survey-code-inside-scale = Línea { $line }, { $place }: el código { $code } es también una respuesta de la escala de { $min } a { $max }. Elimine el código, o corrija la escala.
survey-code-twice = Línea { $line }, { $place }: el código { $code } está declarado como faltante y también como no aplicable. Déjelo en una sola lista.
survey-language-missing = Línea { $line }, { $place }: falta el texto en: { $languages }. Agréguelo, o quite ese idioma de `languages` al comienzo.
survey-language-undeclared = Línea { $line }, { $place }: el idioma «{ $language }» no está entre los declarados ({ $known }). Agréguelo a `languages` al comienzo, o corríjalo.
survey-nothing-in = Línea { $line }: el instrumento no tiene `{ $list }`. Agregue al menos un elemento.
survey-battery-twice = Línea { $line }, { $place }: la batería «{ $battery }» ya se declaró antes. Deje una de las dos.
survey-perception-absent = Línea { $line }, { $place }: ninguna batería pregunta por la percepción, y sin ella no se puede medir nada. Agregue una batería con kind "perception".
survey-expectation-absent = Línea { $line }, { $place }: se preguntan expectativas, pero el instrumento no dice qué significan. Agregue expectation = "ideal", "should", "predicted", "importance" o "manager" al comienzo.
survey-expectation-without-battery = Línea { $line }, { $place }: el instrumento dice qué significa la expectativa, pero no tiene una batería con kind "expectation". Agregue la batería, o elimine la línea.
survey-wording-absent = Línea { $line }, { $place }: el ítem no tiene redacción para la batería «{ $battery }». Agréguela con ese nombre, o escriba un `text` para todas las baterías.
survey-battery-not-asked = Línea { $line }, { $place }: el ítem tiene redacción o columna para «{ $battery }», pero no existe esa batería. Declare la batería, o elimínelas.
survey-same-words = Línea { $line }, { $place }: la expectativa y la percepción se preguntan con las mismas palabras (idioma { $language }), así que no se pueden distinguir. Cambie la redacción de una de ellas.
survey-words-twice = Línea { $line }, { $place }: son las mismas palabras que en { $other } (idioma { $language }). Dos ítems deben preguntar dos cosas; cambie uno.
survey-points-incomplete = Línea { $line }, { $place }: faltan los puntos de importancia de: { $dimensions }. Dé puntos a todas las dimensiones, o a ninguna.
survey-points-twice = Línea { $line }, { $place }: la dimensión «{ $dimension }» ya tiene puntos de importancia. Deje una sola columna.
