# practice: ayudar a quienes atienden a hacerlo mejor.

## Lugares
practice-title = Práctica
practice-tab-week = Esta semana
practice-tab-lessons = Lecciones
practice-tab-workshop = Gran servicio
practice-tab-thanks = Gracias

## La semana
practice-week-of = Semana del { $day }
practice-why-short = Esta semana toca { $factor }, porque { $reason }.
practice-why-nearest = Nada queda claramente por debajo; lo que más se acerca es { $factor }, pues { $reason }.
practice-why-turn = Aún hay muy pocos números para distinguir los factores, así que se turnan, y esta semana toca { $factor }.
practice-why-two = { $one } y { $two }
practice-why-three = { $one }, { $two } y { $three }
practice-why-look = Ver los cinco factores
practice-because-gap = los clientes dan una nota { $gap } por debajo de lo que esperan
practice-because-pulses = el { $share } de los clientes a quienes se preguntó al paso quedó decepcionado
practice-because-said = el { $share } de los comentarios al respecto son quejas
practice-because-broken = el { $share } de las promesas al respecto no se cumplió
practice-because-encounters = el { $share } de los encuentros anotados decepcionó
practice-take = Lo acepto
practice-finish = Ya está hecho
practice-after = Cuando acabe la semana, o cuando lo haya hecho lo bastante: márquelo como hecho. Después vienen cinco preguntas para mirar atrás.
practice-state-taken = Aceptado
practice-state-done = Hecho
practice-state-shared = Compartido
practice-answers = Mirar atrás
practice-answers-lead = Responda lo que quiera y deje lo demás. Nadie más lo lee, ni responsables ni propietarios, salvo que marque la casilla.
practice-answers-private = Guardado solo para usted.
practice-answers-shared = Sus colegas pueden leerlo. Quite la marca y guarde, y ya no podrán.
practice-share = Compartir con mi equipo
practice-share-team-help = Lo lee su equipo esta semana, y también quienes no pertenecen a ningún equipo.
practice-share-all-help = Usted no pertenece a ningún equipo: lo leen esta semana todas las personas que trabajan aquí.
practice-colleagues = Lo que encontraron los colegas
practice-lessons-suit = Dos lecciones que encajan
practice-past = Sus otras semanas
practice-back-to-week = Volver a esta semana
practice-done-taken = Aceptado. Es suyo por esta semana.
practice-done-done = Bien hecho. Si quiere, mire atrás un momento.
practice-done-kept = Guardado, solo para usted.
practice-done-shared = Guardado y compartido con sus colegas.
practice-done-thanks = Marcado como leído.

## Lecciones
practice-lessons-title = Lecciones
practice-lessons-lead = Unos minutos cada una, entre dos clientes.
practice-lessons-count = Ha leído { $read-written } de { $all-written }.
practice-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count-written } minutos
}
practice-read = Leída
practice-read-go = La he leído
practice-done-read = Marcada como leída, solo para usted.
practice-lesson-why = Por qué importa
practice-lesson-do = Qué hacer
practice-lesson-words = En palabras
practice-lesson-instead = En lugar de
practice-lesson-better = Mejor
practice-lesson-story = Así puede ser
practice-lesson-today = Pruébelo hoy
practice-lesson-next = Siguiente:

## Gran servicio
practice-workshop-title = Lo que llamamos gran servicio
practice-workshop-lead = Escriban juntos, con sus propias palabras, qué recibe quien acude a ustedes. Después vean de cuáles de los cinco factores habla y cuáles olvida.
practice-workshop-whose = De quién
practice-workshop-by = { $who }, { $day }
practice-workshop-covers = { $count ->
    [0] No habla de ninguno de los cinco factores
   *[other] Habla de { $count-written } de los cinco factores
}
practice-workshop-missing = Todavía nada sobre esto.
practice-workshop-ask-reliability = ¿Qué prometemos, y cómo ve la gente que lo cumplimos?
practice-workshop-ask-assurance = ¿Qué sabemos, y cómo nos portamos, para que la gente confíe?
practice-workshop-ask-tangibles = ¿Qué ve, toca y recibe la gente de nosotros?
practice-workshop-ask-empathy = ¿Cómo nota la gente que la vemos a ella, y no un expediente?
practice-workshop-ask-responsiveness = ¿Con qué rapidez ayudamos, y cómo se entera la gente de cómo va lo suyo?
practice-workshop-how = Una máquina que lee comentarios buscó palabras que hablan de un factor; puede pasar por alto algunas y confundir otras. No pone nota: ustedes saben mejor lo que quieren decir.
practice-workshop-none = Aquí no hay nada escrito todavía. Cinco preguntas para empezar:
practice-workshop-write = Escribirlo
practice-workshop-anew = Escribirlo de nuevo
practice-workshop-words = Aquí, un gran servicio significa …
practice-workshop-words-help = De tres a ocho frases que un colega nuevo entienda el primer día. Las versiones anteriores se conservan.
practice-workshop-go = Guardar y mirar
practice-workshop-kept = Guardado. De esto habla.
practice-workshop-old = Esta es una versión anterior.
practice-workshop-newest = A la más reciente
practice-workshop-versions = Todas las versiones
practice-workshop-print = Imprimir

## Gracias
practice-thanks-title = Gracias
practice-thanks-new = Le han dado las gracias
practice-thanks-received = Para usted
practice-thanks-fresh = Nuevo
practice-thanks-for = Un cliente dijo:
practice-thanks-comment = El comentario entero
practice-thanks-read-go = Lo he leído con alegría
practice-thanks-give = Dar las gracias a un colega
practice-thanks-lead = Diga qué hizo y qué resultó de ello. Solo lo leen ustedes dos.
practice-thanks-carried = Las palabras del cliente van con ello:
practice-thanks-to = A quién
practice-thanks-choose = Elija …
practice-thanks-words = Por qué
practice-thanks-words-help = Por ejemplo: «Te quedaste diez minutos más por la señora del bastón. Me lo contó».
practice-thanks-send = Enviar las gracias
practice-thanks-alone = Por ahora usted es la única persona que trabaja aquí.
practice-thanks-none = Cuando un colega le dé las gracias, estará aquí.
practice-thanks-given = Gracias que usted dio
practice-thanks-was-read = leído
practice-thanks-erased = El cliente fue borrado, y con él estas palabras. Las gracias siguen siendo suyas.
practice-done-thanked = Sus gracias van en camino.
